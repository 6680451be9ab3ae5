namespace AudioSampler.Server.Models;

/// <summary>How far the download of a network has got.</summary>
/// <param name="Name">The network.</param>
/// <param name="Bytes">Bytes that are here.</param>
/// <param name="Of">All of them; null where the publisher doesn't say.</param>
public sealed record ModelFetch(string Name, long Bytes, long? Of);
