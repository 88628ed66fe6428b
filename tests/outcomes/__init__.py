"""Tests of the outcomes package: published numbers, real crimes, and what an honest verdict may say."""
