namespace AudioSampler.Catalog.Marks;

/// <summary>A collection without what is in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedTicks">When it was made, in UTC ticks.</param>
internal sealed record CollectionState(string Name, long CreatedTicks);
