"""工作用单: what the templates of ``templates/slips`` are filled with, a module for each kind of paper."""
