"""A folder of archives, one file a shard, becomes a folder of tables; a run that was stopped goes on where it was."""

from onrecord.run.batch.plan import Done, Failed, Outcome, plan_of, run_batch
from onrecord.run.batch.shard import Shard
from onrecord.run.batch.tables import records_in

__all__ = ["Done", "Failed", "Outcome", "Shard", "plan_of", "records_in", "run_batch"]
