namespace AudioSampler.Server.Models;

/// <summary>That the catalogue is not what it was: lists that show it should be asked for again.</summary>
/// <param name="Results">Whether files or results are new or others.</param>
/// <param name="Marks">Whether the user's tags, ratings, notes, corrections or collections are others.</param>
public sealed record CatalogueChange(bool Results, bool Marks);
