// The metrics of the engine are those of the process: servers side by side would count each other's files.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
