"""Tests of the package `places`."""
