using System.Collections.Immutable;
using System.Text.Json;

namespace AudioSampler.Catalog.Marks;

/// <summary>A mark as it was and as it became.</summary>
/// <param name="Mark">Number of the mark.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it became.</param>
internal sealed record MarkEdit(long Mark, MarkState Before, MarkState After)
{
    private IEnumerable<string> AddedTags => After.Tags.Except(Before.Tags, StringComparer.Ordinal);

    private IEnumerable<string> RemovedTags => Before.Tags.Except(After.Tags, StringComparer.Ordinal);

    private IEnumerable<string> Corrected =>
        Before
            .Overrides.Keys.Union(After.Overrides.Keys, StringComparer.Ordinal)
            .Where(name => !Same(Before.Overrides, After.Overrides, name));

    /// <summary>Whether all that the edit changed is as it made it.</summary>
    /// <param name="now">The mark as it is.</param>
    public bool Stands(MarkState now) =>
        (Before.Name == After.Name || now.Name == After.Name)
        && (Before.Rating == After.Rating || now.Rating == After.Rating)
        && (Before.Favourite == After.Favourite || now.Favourite == After.Favourite)
        && (Before.Note == After.Note || now.Note == After.Note)
        && AddedTags.All(now.Tags.Contains)
        && !RemovedTags.Any(now.Tags.Contains)
        && Corrected.All(name => Same(now.Overrides, After.Overrides, name));

    /// <summary>The mark without the edit, where it stands: what it changed is as before, all else as it is now.</summary>
    /// <param name="now">The mark as it is.</param>
    public MarkState TakenBack(MarkState now) =>
        new()
        {
            Name = Before.Name == After.Name ? now.Name : Before.Name,
            Rating = Before.Rating == After.Rating ? now.Rating : Before.Rating,
            Favourite = Before.Favourite == After.Favourite ? now.Favourite : Before.Favourite,
            Note = Before.Note == After.Note ? now.Note : Before.Note,
            Tags = [.. now.Tags.Except(AddedTags, StringComparer.Ordinal).Concat(RemovedTags).Order(StringComparer.OrdinalIgnoreCase)],
            Overrides = Corrected.Aggregate(
                now.Overrides,
                (overrides, name) =>
                    Before.Overrides.TryGetValue(name, out JsonElement value) ? overrides.SetItem(name, value) : overrides.Remove(name)
            ),
        };

    private static bool Same(
        ImmutableSortedDictionary<string, JsonElement> one,
        ImmutableSortedDictionary<string, JsonElement> other,
        string name
    ) =>
        one.TryGetValue(name, out JsonElement value)
            ? other.TryGetValue(name, out JsonElement otherValue) && JsonElement.DeepEquals(value, otherValue)
            : !other.ContainsKey(name);
}
