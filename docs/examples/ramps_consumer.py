"""Knows every ramp and user, from the topics alone: reads both from their beginning at each start, and writes what it
knows to a file of JSON lines.

Run as: python3 ramps_consumer.py <bootstrap servers> <ramps topic> <users topic> <state file>
Needs confluent-kafka (requirements.txt, or the package python3-confluent-kafka of Debian and Ubuntu).
"""

import json
import os
import sys
from decimal import Decimal

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

TYPES = {"io.pasarela.ramp.created.v1", "io.pasarela.ramp.status-changed.v1", "io.pasarela.user.changed.v1"}


def hear(known, record, users_topic):
    """Never raises: what cannot be read is put aside, and the partition moves on."""
    try:
        about_user = record.topic() == users_topic
        if record.value() is None:
            if about_user:
                known.pop(("user", record.key().decode()), None)
        elif dict(record.headers() or []).get("ce_type", b"").decode() in TYPES:
            take(known, "user" if about_user else "ramp", json.loads(record.value()))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        # A real consumer keeps the record somewhere. What was in it is nobody's business here.
        print(f"put aside: {record.topic()}-{record.partition()}, offset {record.offset()}", file=sys.stderr)


def take(known, subject, event):
    snapshot = event[subject]
    key = (subject, snapshot["id"])
    before = known.get(key)
    if before and before["sequence"] >= event["sequence"]:
        return  # Repeated or late: the newer snapshot is known already.
    now = {
        subject: snapshot["id"],
        "status": snapshot["status"],
        "sequence": event["sequence"],
        "changes": before["changes"] + 1 if before else 1,
    }
    if subject == "ramp":
        now["fromAmount"] = format(Decimal(snapshot["fromAmount"]), "f")
        now["toAmount"] = format(Decimal(snapshot["toAmount"]), "f")
    else:
        now["kycLevel"] = snapshot["kycLevel"]
    known[key] = now


def write(known, file):
    with open(file + ".new", "w", encoding="utf-8") as fresh:
        fresh.writelines(json.dumps(line) + "\n" for line in known.values())
    os.replace(file + ".new", file)


def main(bootstrap_servers, ramps_topic, users_topic, state_file):
    # The client wants a group, but nothing is committed: every start begins at the beginning.
    consumer = Consumer({"bootstrap.servers": bootstrap_servers, "group.id": "ramps-consumer", "enable.auto.commit": False})
    consumer.assign(
        [
            TopicPartition(topic, partition, OFFSET_BEGINNING)
            for topic in (ramps_topic, users_topic)
            for partition in consumer.list_topics(topic, timeout=30).topics[topic].partitions
        ]
    )
    known = {}
    while True:
        records = [record for record in consumer.consume(500, timeout=0.5) if not record.error()]
        for record in records:
            hear(known, record, users_topic)
        if records:
            write(known, state_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
