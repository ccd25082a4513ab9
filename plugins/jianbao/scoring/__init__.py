"""Scoring (计分): points from the facts of the ledger, under the schemes that an office names."""

from jianbao.scoring.awards import Award, Score, write_points
from jianbao.scoring.scoring import Scoring, schemes_in_force, score_units
from jianbao.settings.schemes import Scheme

__all__ = ["Award", "Scheme", "Score", "Scoring", "schemes_in_force", "score_units", "write_points"]
