namespace AudioSampler.Catalog.Search;

/// <summary>A key, whichever way it is written: <c>Am</c>, <c>A minor</c>, <c>a-min</c>, <c>8A</c> (Camelot), <c>1m</c> (Open Key), with # ♯ b ♭.</summary>
/// <param name="Tonic">Pitch class of the tonic, 0 (C) … 11 (B).</param>
/// <param name="IsMinor">Minor, or major.</param>
public readonly record struct KeyNotation(int Tonic, bool IsMinor)
{
    private const int StepsOfCircle = 12;
    private static readonly string[] MinorWords = ["m", "min", "minor", "moll"];
    private static readonly string[] MajorWords = ["", "maj", "major", "dur"];

    /// <summary><c>minor</c> or <c>major</c>.</summary>
    public string ModeText => IsMinor ? "minor" : "major";

    /// <summary>Reads a key.</summary>
    /// <param name="text">Any of the notations.</param>
    /// <param name="key">The key.</param>
    /// <returns>False when the text is no key.</returns>
    public static bool TryParse(string text, out KeyNotation key)
    {
        string written = text.Trim().Replace('♯', '#').Replace('♭', 'b');
        return TryParseWheel(written, out key) || TryParseName(written, out key);
    }

    /// <summary>The keys that mix well with this one: itself, a fifth up and down, and its relative.</summary>
    public IReadOnlyList<KeyNotation> Compatible() =>
        [
            this,
            this with
            {
                Tonic = (Tonic + 7) % StepsOfCircle,
            },
            this with
            {
                Tonic = (Tonic + 5) % StepsOfCircle,
            },
            new KeyNotation((Tonic + (IsMinor ? 3 : 9)) % StepsOfCircle, !IsMinor),
        ];

    /// <summary>Camelot and Open Key number the circle of fifths 1…12; C major is 8B and 1d, A minor 8A and 1m.</summary>
    private static bool TryParseWheel(string text, out KeyNotation key)
    {
        key = default;
        if (
            text.Length is < 2 or > 3
            || !int.TryParse(text.AsSpan(0, text.Length - 1), System.Globalization.NumberStyles.None, null, out int hour)
        )
        {
            return false;
        }

        if (hour is < 1 or > StepsOfCircle || char.ToUpperInvariant(text[^1]) is not ('A' or 'B' or 'D' or 'M'))
        {
            return false;
        }

        char side = char.ToUpperInvariant(text[^1]);
        int fifthsFromC = side is 'A' or 'B' ? hour - 8 : hour - 1;
        int majorTonic = ((fifthsFromC * 7 % StepsOfCircle) + StepsOfCircle) % StepsOfCircle;
        bool minor = side is 'A' or 'M';
        key = new KeyNotation(minor ? (majorTonic + 9) % StepsOfCircle : majorTonic, minor);
        return true;
    }

    private static bool TryParseName(string text, out KeyNotation key)
    {
        key = default;
        if (text.Length == 0 || SemitonesOfLetter(text[0]) is not { } tonic)
        {
            return false;
        }

        int next = 1;
        if (text.Length > 1 && text[1] is '#' or 'b')
        {
            tonic += text[1] == '#' ? 1 : -1;
            next = 2;
        }

        string mode = text[next..].Trim(' ', '-', '_');
        bool minor = mode != "M" && MinorWords.Contains(mode, StringComparer.OrdinalIgnoreCase);
        if (!minor && mode != "M" && !MajorWords.Contains(mode, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        key = new KeyNotation((tonic + StepsOfCircle) % StepsOfCircle, minor);
        return true;
    }

    private static int? SemitonesOfLetter(char letter) =>
        char.ToUpperInvariant(letter) switch
        {
            'C' => 0,
            'D' => 2,
            'E' => 4,
            'F' => 5,
            'G' => 7,
            'A' => 9,
            'B' => 11,
            _ => null,
        };
}
