"""What a git forge is given: who owns which path, what a merge request asks, what jobs run, and the clerks' form."""

from jianbao.rendering.forge.files import MARK, Forge, ForgeFile, render_forge

__all__ = ["MARK", "Forge", "ForgeFile", "render_forge"]
