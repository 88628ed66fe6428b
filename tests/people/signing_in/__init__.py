"""Tests of signing in: both factors, sessions, guessing, single sign-on."""
