namespace AudioSampler.Catalog.Search.Words;

/// <summary>
/// Other forms of an English word, so that "dogs" finds a dog and "raining" the rain. Words are looked for by their beginning, so only those forms count that are
/// not longer beginnings of the word itself; each is looked for as a whole, because the beginning "sing" would find "single" too.
/// </summary>
internal static class WordForms
{
    private const int Shortest = 4;
    private const int ShortestStem = 3;

    /// <summary>Stems of a word; empty when it has no ending that is known.</summary>
    public static IReadOnlyList<string> Of(string word)
    {
        string lower = word.ToLowerInvariant();
        if (lower.Length < Shortest || !lower.All(char.IsAsciiLetter))
        {
            return [];
        }

        IEnumerable<string> stems =
            Ends(lower, "ies") ? [lower[..^3] + "y", lower[..^1]]
            : Ends(lower, "sses") || Ends(lower, "ches") || Ends(lower, "shes") || Ends(lower, "xes") ? [lower[..^2]]
            : Ends(lower, "ss") ? []
            : Ends(lower, "s") ? [lower[..^1]]
            : Ends(lower, "ing") ? Verb(lower[..^3])
            : Ends(lower, "ed") ? Verb(lower[..^2])
            : [];
        return [.. stems.Where(stem => stem.Length >= ShortestStem)];
    }

    /// <summary>A verb without its ending: as it stands, with the e that it lost, without the letter that was doubled; and its third person.</summary>
    private static IEnumerable<string> Verb(string stem)
    {
        yield return stem;
        yield return stem + "s";
        yield return stem + "e";
        yield return stem + "es";
        if (stem.Length > ShortestStem && stem[^1] == stem[^2])
        {
            yield return stem[..^1];
            yield return stem[..^1] + "s";
        }
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);
}
