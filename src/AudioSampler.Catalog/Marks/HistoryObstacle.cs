namespace AudioSampler.Catalog.Marks;

/// <summary>Why an entry of the history can't be undone, or not done again.</summary>
/// <param name="IsName">Whether another collection has the name that one would get back; else something was changed since.</param>
/// <param name="Message">What is in the way, in one line.</param>
public sealed record HistoryObstacle(bool IsName, string Message);
