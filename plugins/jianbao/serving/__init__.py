"""采编台: the desk in the browser, on the intranet, over the same repository as the command line.

Every page reads one ``Office``; every action is a plan of ``acting``, written and committed under the name of the
person who did it (``RecordedTree``). There is no second logic here: what an action may write stands in
``people/permissions``, what it does in ``acting``, how it looks in ``templates/desk``.
"""
