// One program under attack at a time: the tests look for processes and files that are left.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
