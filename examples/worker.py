#!/usr/bin/env python3
"""A remote worker for Taskyard in the standard library.

    worker.py http://127.0.0.1:8080 ResizeImage [--batch 100] [--until-idle]

Claims tasks of one handler, does them in work(), and tells the results together with the claim for the next batch. A heartbeat
thread keeps the leases while work is done. --until-idle ends the worker when there is nothing left to do. A server that asks for a key
gets the one in the environment, TASKYARD_KEY.
"""
import argparse
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request


def work(task):
    """The work itself: gets the task, returns the response. An exception is a failure, tried again by the handler's settings."""
    return {"echo": task["request"]}


class Yard:
    """The five operations for workers."""

    def __init__(self, base):
        self.base = base.rstrip("/")
        self.headers = {"Content-Type": "application/json"}
        if os.environ.get("TASKYARD_KEY"):
            self.headers["Authorization"] = "Bearer " + os.environ["TASKYARD_KEY"]

    def call(self, operation, body):
        request = urllib.request.Request(
            f"{self.base}/v2/work/{operation}", json.dumps(body).encode(), self.headers
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


class Heartbeat(threading.Thread):
    """Renews the leases of the tasks in hand every few seconds."""

    def __init__(self, yard, every):
        super().__init__(daemon=True)
        self.yard, self.every, self.lock, self.tasks = yard, every, threading.Lock(), {}

    def hold(self, tasks):
        with self.lock:
            self.tasks = {task["task_id"]: task for task in tasks}

    def run(self):
        while True:
            time.sleep(self.every)
            with self.lock:
                held = [lease(task, lease_seconds=task["lease_seconds"]) for task in self.tasks.values()]
            if held:
                try:
                    self.yard.call("heartbeat", held)
                except OSError as error:
                    print("heartbeat:", error, file=sys.stderr)


def lease(task, **more):
    return {"task_id": task["task_id"], "lease_token": task["lease_token"], **more}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("url")
    options.add_argument("handler")
    options.add_argument("--batch", type=int, default=100)
    options.add_argument("--until-idle", action="store_true")
    options = options.parse_args()
    yard = Yard(options.url)
    heartbeat = Heartbeat(yard, every=5)
    heartbeat.start()
    claim = {"handlers": [options.handler], "max": options.batch, "worker": "worker.py", "wait_seconds": 0 if options.until_idle else 20}
    done = 0
    tasks = yard.call("claim", claim)
    while tasks or not options.until_idle:
        heartbeat.hold(tasks)
        completed = []
        for task in tasks:
            try:
                completed.append(lease(task, response=work(task)))
            except Exception as error:  # whatever the work raises is the task's failure, not the worker's
                yard.call("fail", lease(task, error={"type": type(error).__name__, "message": str(error)}))
        heartbeat.hold([])
        # one request ends this batch and claims the next; nothing waits while there is work
        answer = yard.call("complete", {"tasks": completed, "claim": {**claim, "wait_seconds": 0}})
        done += sum(result["status"] == 200 for result in answer["results"])
        tasks = answer["tasks"] or yard.call("claim", claim)
    print(f"{done} tasks completed")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
