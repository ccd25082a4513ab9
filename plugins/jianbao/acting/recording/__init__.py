"""登记: what became of a text above, what leaders wrote, what units were asked and answered, what was given by hand.

Each ``plan_…`` makes one record; ``prove`` refuses it where the checks would find an error in it, so that a slip is
told before anything is written.
"""
