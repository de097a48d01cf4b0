"""Sentences become predications: who did what to whom, where, when, and is it asserted."""
