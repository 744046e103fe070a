"""The searches that a console and a client ask most, each in variants: common values, middling and rare ones."""
import json

from . import rows


class Query:
    """A search in variants.

    indexed: it has to meet the targets; otherwise it may be refused for its time budget.
    """

    def __init__(self, name, bodies, indexed=True):
        self.name, self.bodies, self.indexed = name, bodies, indexed


def _filters(name, *filters, indexed=True, **more):
    return Query(name, [dict(more, filter=each) for each in filters], indexed)


def _sorts(name, *sorts, indexed=True, **more):
    return Query(name, [dict(more, sort=each) for each in sorts], indexed)


def _day(database, back):
    sql = f"SELECT to_char(now() AT TIME ZONE 'UTC' - interval '{back} days', 'YYYY-MM-DD')"
    return database.value(sql)


def _deep(caller, page):
    """The cursor of a page of 100: reached by pages of 1,000, for a cursor is bound to filter and sort only."""
    body = {"per-page": 1000, "count": "none"}
    for _ in range((page - 1) // 10):
        _, status, headers, _ = caller.index(json.dumps(body))
        cursor = headers.get("X-Pagination-Next-Cursor")
        if status != 200 or not cursor:
            break
        body["cursor"] = cursor
    return {"cursor": body["cursor"]} if "cursor" in body else {}


def all_of(database, caller, live):
    """All queries, for the rows in the database."""
    # tables without users of their own pace: a common one, a middling one, a rare one
    users = ["user-00000", "user-00007", "user-00100", "user-09000"]
    entities = [row[0] for row in database.run(
        "SELECT entity_id FROM task_live WHERE entity_id IS NOT NULL ORDER BY md5(entity_id) LIMIT 4")]
    jobs = [rows.handler(rank) for rank in (1, 3, 10, 50)]
    days = [{"created_at": {"gte": _day(database, n), "lt": _day(database, n - 1)}} for n in (2, 4, 6)]
    part = {"request": {"region": "asia"}}
    return [
        Query("none", [{}]),
        _filters("status", *({"status": s} for s in ("completed", "failed", "pending", "running"))),
        _filters("handler", *({"handler": job} for job in jobs)),
        _filters("handler + status", *({"handler": job, "status": s} for job, s in
                                       zip(jobs, ("failed", "pending", "cancelled", "failed")))),
        _filters("user", *({"user_id": user} for user in users)),
        _filters("entity", *({"entity_id": entity} for entity in entities)),
        _filters("date range (a day)", *days),
        _filters("priority", {"priority": 9}, {"priority": 0}, {"priority": {"gte": 8}}),
        _filters("tag", *({"tags": tag} for tag in ("tag-00", "tag-10", "tag-39", "no-such-tag"))),
        _filters("JSON containment, with user", *(dict(part, user_id=user) for user in users[1:])),
        _filters("JSON containment alone", part, {"request": {"order": live // 2}}, {"request": {"order": -1}},
                 indexed=False),
        _filters("like, with user", *({"user_id": user, "entity_id": {"like": "00001"}} for user in users[1:])),
        _filters("like alone", {"entity_id": {"like": "00001"}}, {"user_id": {"like": "nobody"}}, indexed=False),
        Query("page 5,000 by cursor", [_deep(caller, min(5_000, live // 200))]),
        Query("history: none", [{"history": True}]),
        _filters("history: user", *({"user_id": user} for user in users), history=True),
        _filters("history: entity", *({"entity_id": entity} for entity in entities), history=True),
        _filters("history: handler + status", *({"handler": job, "status": "failed"} for job in jobs), history=True),
        _filters("history: date range (a day)", *({"created_at": {"gte": _day(database, n), "lt": _day(database, n - 1)}}
                                                  for n in (30, 200)), history=True),
        _sorts("sort created_at", "created_at", "-created_at"),
        _sorts("sort task_id", "task_id", "-task_id"),
        _sorts("sort handler,created_at", "handler,created_at", "-handler,-created_at"),
        _sorts("sort user_id,created_at", "user_id,created_at", "-user_id,-created_at"),
        _sorts("sort entity_id,created_at", "entity_id,created_at", "-entity_id,-created_at"),
        Query("sort priority, of a user", [{"filter": {"user_id": user}, "sort": "-priority"} for user in users[1:]]),
        *(_sorts(f"sort {field} alone", field, "-" + field, indexed=False)
          for field in ("handler", "user_id", "entity_id", "status", "priority", "run_at")),
    ]
