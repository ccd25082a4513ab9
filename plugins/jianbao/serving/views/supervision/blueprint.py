"""What the views on tasks are registered in."""

from __future__ import annotations

from flask import Blueprint

supervision = Blueprint("supervision", __name__)
