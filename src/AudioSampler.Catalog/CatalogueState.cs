namespace AudioSampler.Catalog;

/// <summary>What tells whether the catalogue has changed: two that are equal are of one state.</summary>
/// <param name="Results">Changes with files and results.</param>
/// <param name="Marks">Changes with what the user says.</param>
public sealed record CatalogueState(string Results, string Marks);
