namespace AudioSampler.Server.Events;

/// <summary>Something that happened.</summary>
/// <param name="Number">Its number, growing while the server runs.</param>
/// <param name="Type">job, catalogue, model or reset.</param>
/// <param name="JobId">The job, of an event of one; else null.</param>
/// <param name="Json">What there is to say of it, as JSON.</param>
internal sealed record ServerEvent(long Number, string Type, long? JobId, string Json);
