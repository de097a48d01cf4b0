"""Event feeds: the tables of ACLED, UCDP GED and GDELT, and a user's own, read as columns by one declared schema."""
