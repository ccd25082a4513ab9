"""The adapter to MkDocs: the only code here that imports it. It moves values; the work is done in ``jianbao``."""
