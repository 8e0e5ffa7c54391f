"""The process that learns for the bot: reads a lesson on standard input, writes the file on standard output."""

import sys

from knowledge.finder.lesson import Lesson
from knowledge.learning.train import taught

if __name__ == "__main__":
    sys.stdout.buffer.write(taught(Lesson.from_json(sys.stdin.buffer.read())))
