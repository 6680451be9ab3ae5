using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Marks;

/// <summary>All that the user says of a file or region.</summary>
public sealed record MarkState
{
    /// <summary>Nothing.</summary>
    public static MarkState Nothing { get; } = new();

    /// <summary>The user's name for it; null when none.</summary>
    public string? Name { get; init; }

    /// <summary>Corrections by field, such as <c>tempo.bpm</c>; they win over what the analysis found. A null says that there is none, as with a key.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Overrides
    {
        get => field ?? ImmutableSortedDictionary<string, JsonElement>.Empty;
        init;
    }

    /// <summary>1…5; null when it is not rated.</summary>
    public int? Rating { get; init; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool Favourite { get; init; }

    /// <summary>A note; null when none.</summary>
    public string? Note { get; init; }

    /// <summary>Tags, in order of the alphabet.</summary>
    public ImmutableArray<string> Tags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Whether there is nothing in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => Name is null && Overrides.IsEmpty && Rating is null && !Favourite && Note is null && Tags.IsEmpty;

    /// <summary>Corrections as documents hold them; null when there are none.</summary>
    internal ImmutableSortedDictionary<string, JsonElement>? OverridesOrNull => Overrides.IsEmpty ? null : Overrides;

    /// <summary>The rest as documents hold it; null when there is none.</summary>
    internal UserMark? UserOrNull =>
        (this with { Overrides = Nothing.Overrides }).IsEmpty
            ? null
            : new UserMark
            {
                Name = Name,
                Rating = Rating,
                Favourite = Favourite,
                Note = Note,
                Tags = Tags,
            };

    /// <summary>What is said of two regions that become one: the tags of both, and where this says nothing, what the other says. Corrections were of the other's sound alone.</summary>
    internal MarkState UnitedWith(MarkState other) =>
        this with
        {
            Name = Name ?? other.Name,
            Rating = Rating ?? other.Rating,
            Favourite = Favourite || other.Favourite,
            Note = Note ?? other.Note,
            Tags =
            [
                .. Tags.Concat(other.Tags)
                    .DistinctBy(tag => tag.ToUpperInvariant(), StringComparer.Ordinal)
                    .Order(StringComparer.OrdinalIgnoreCase),
            ],
        };

    /// <summary>Whether two say the same.</summary>
    public bool Equals(MarkState? other) =>
        other is not null
        && Name == other.Name
        && Rating == other.Rating
        && Favourite == other.Favourite
        && Note == other.Note
        && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal)
        && Overrides.Count == other.Overrides.Count
        && Overrides.All(o => other.Overrides.TryGetValue(o.Key, out JsonElement value) && JsonElement.DeepEquals(o.Value, value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Rating, Favourite, Note, Tags.Length, Overrides.Count);
}
