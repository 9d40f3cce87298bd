"""The parameters that many routes share, as they are declared and as OpenAPI describes them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from ...evidence import DEFAULT, STRATA
from ...saved import MAX_PAGE_SIZE
from .preferences import LANGUAGES

BASIS = {
    "name": "basis",
    "in": "query",
    "schema": {"type": "string", "enum": [basis.dataset for basis in STRATA], "default": DEFAULT.dataset},
    "description": "stated: the documents alone; documents: with the curator's readings; context: with other sources",
}
LANG = {
    "name": "lang",
    "in": "query",
    "schema": {"type": "string", "enum": list(LANGUAGES)},
    "description": "The language of pages and problems",
}
SHARED = {"parameters": [BASIS, LANG]}

PageNumber = Annotated[int, Query(ge=1)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
