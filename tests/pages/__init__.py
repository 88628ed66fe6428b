"""Does the look hold? Tests of the package `pages`, none of which needs a database."""
