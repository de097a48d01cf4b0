"""Sources in parts, read side by side: by processes of this machine, or by the workers of a dask cluster.

`engine` is the small interface, `local` and `dask_cluster` the two that stand behind it; `job` is the whole run.
"""
