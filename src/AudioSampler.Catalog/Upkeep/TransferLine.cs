using System.Text.Json;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>A line of a catalogue that was written out: one of its members is there, the others are null.</summary>
internal sealed record TransferLine
{
    /// <summary>Name and version of the form; the first line alone has it.</summary>
    public const string CurrentSchema = "ais.catalogue/1";

    public string? Schema { get; init; }

    public TransferFile? File { get; init; }

    public TransferMark? Mark { get; init; }

    public TransferCollection? Collection { get; init; }

    /// <summary>After the files, marks and collections that it speaks of, the oldest first.</summary>
    public TransferEntry? History { get; init; }

    public TransferSearch? Search { get; init; }

    public string? Root { get; init; }

    /// <summary>A root that stands in a line before, and is watched.</summary>
    public string? Watched { get; init; }

    /// <summary>The options of all analyses to come.</summary>
    public JsonElement? Analysis { get; init; }
}
