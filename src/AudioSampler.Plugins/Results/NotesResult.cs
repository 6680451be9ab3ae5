using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>The notes of a region.</summary>
public sealed record NotesResult
{
    /// <summary>The network that heard them, with its version.</summary>
    public required string Model { get; init; }

    /// <summary>Notes in the order in which they begin; several may sound at once.</summary>
    public ImmutableArray<PlayedNote> Notes
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
