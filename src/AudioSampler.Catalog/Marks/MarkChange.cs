using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Catalog.Search;

namespace AudioSampler.Catalog.Marks;

/// <summary>What is to be changed of what the user says. What is left out stays as it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MarkChange
{
    /// <summary>Longest name, note or tag, in characters.</summary>
    public const int MaxText = 2000;

    /// <summary>Longest tag, in characters.</summary>
    public const int MaxTag = 100;

    /// <summary>Best rating.</summary>
    public const int BestRating = 5;

    /// <summary>A name; empty takes it away.</summary>
    public string? Name { get; init; }

    /// <summary>1…5; 0 takes it away.</summary>
    public int? Rating { get; init; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool? Favourite { get; init; }

    /// <summary>A note; empty takes it away.</summary>
    public string? Note { get; init; }

    /// <summary>Tags to be added.</summary>
    public ImmutableArray<string> AddTags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Tags to be taken away.</summary>
    public ImmutableArray<string> RemoveTags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Corrections to be made, by field.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Correct
    {
        get => field ?? ImmutableSortedDictionary<string, JsonElement>.Empty;
        init;
    }

    /// <summary>Fields whose correction is to be taken back.</summary>
    public ImmutableArray<string> Uncorrect
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What is wrong with it, in one line; null when nothing is.</summary>
    /// <param name="target">What it is to be done to.</param>
    public string? Problem(SearchTarget target) =>
        Rating is < 0 or > BestRating ? $"a rating is from 1 to {BestRating}, or 0 for none"
        : Name?.Length > MaxText || Note?.Length > MaxText ? $"names and notes have at most {MaxText} characters"
        : target == SearchTarget.Regions && Cuts ? "where a file is cut is corrected on the file"
        : target == SearchTarget.Files && Name is not null ? "a file has the name that it has on the disk: regions can be named"
        : AddTags.Concat(RemoveTags).Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > MaxTag || tag.Any(char.IsControl))
            ? $"a tag is a word or a few, at most {MaxTag} characters"
        : Correct.Select(c => Correction.Problem(c.Key, c.Value)).FirstOrDefault(problem => problem is not null)
            ?? Uncorrect.Select(Correction.Problem).FirstOrDefault(problem => problem is not null);

    /// <summary>Whether it changes nothing whatever.</summary>
    [JsonIgnore]
    public bool IsNothing => Words.Length == 0;

    /// <summary>Whether it changes where files are cut, so that they have to be analysed again.</summary>
    [JsonIgnore]
    public bool Cuts => Correct.ContainsKey(Correction.Regions) || Uncorrect.Contains(Correction.Regions, StringComparer.Ordinal);

    /// <summary>Whether it touches values that searches and lists show as found.</summary>
    internal bool Corrects => !Correct.IsEmpty || !Uncorrect.IsEmpty;

    /// <summary>In a few words, for the history.</summary>
    internal string Words =>
        string.Join(
            ", ",
            new[]
            {
                Name is null ? null
                : Name.Length == 0 ? "name removed"
                : $"named {Name}",
                Rating is null ? null
                : Rating == 0 ? "rating removed"
                : $"rated {Rating}",
                Favourite is null ? null
                : Favourite.Value ? "made a favourite"
                : "no favourite any more",
                Note is null ? null
                : Note.Length == 0 ? "note removed"
                : "note written",
                AddTags.IsEmpty ? null : $"tagged {string.Join(", ", AddTags)}",
                RemoveTags.IsEmpty ? null : $"tags removed: {string.Join(", ", RemoveTags)}",
                Correct.IsEmpty ? null : string.Join(", ", Correct.Select(c => Correction.Words(c.Key, c.Value))),
                Uncorrect.IsEmpty ? null : $"correction taken back: {string.Join(", ", Uncorrect.Select(Correction.NameOf))}",
            }.OfType<string>()
        );

    /// <summary>The state after the change.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="shown">The values shown now, from which a correction such as <c>x2</c> starts.</param>
    internal MarkState Apply(MarkState before, ShownValues shown)
    {
        ImmutableSortedDictionary<string, JsonElement> overrides = before.Overrides.RemoveRange(Uncorrect);
        foreach ((string field, JsonElement value) in Correct)
        {
            overrides = overrides.SetItem(field, Correction.Normal(field, value, shown));
        }

        return before with
        {
            Name = Text(Name, before.Name),
            Rating =
                Rating is null ? before.Rating
                : Rating == 0 ? null
                : Rating,
            Favourite = Favourite ?? before.Favourite,
            Note = Text(Note, before.Note),
            Overrides = overrides,
            Tags =
            [
                .. before
                    .Tags.Concat(AddTags.Select(tag => tag.Trim()))
                    .Where(tag => !RemoveTags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                    .DistinctBy(tag => tag.ToUpperInvariant(), StringComparer.Ordinal)
                    .Order(StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    private static string? Text(string? changed, string? before) =>
        changed is null ? before
        : string.IsNullOrWhiteSpace(changed) ? null
        : changed.Trim();
}
