using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class MusicalKeyTests
{
    /// <summary>The Camelot wheel as printed: hour, minor inside, major outside, in the wheel's own spelling.</summary>
    private static readonly (int Hour, string Minor, string Major)[] CamelotWheel =
    [
        (1, "Ab", "B"),
        (2, "Eb", "F#"),
        (3, "Bb", "Db"),
        (4, "F", "Ab"),
        (5, "C", "Eb"),
        (6, "G", "Bb"),
        (7, "D", "F"),
        (8, "A", "C"),
        (9, "E", "G"),
        (10, "B", "D"),
        (11, "F#", "A"),
        (12, "Db", "E"),
    ];

    /// <summary>Open Key: number, major (d), minor (m).</summary>
    private static readonly (int Number, string Major, string Minor)[] OpenKeyTable =
    [
        (1, "C", "A"),
        (2, "G", "E"),
        (3, "D", "B"),
        (4, "A", "F#"),
        (5, "E", "C#"),
        (6, "B", "G#"),
        (7, "F#", "D#"),
        (8, "C#", "A#"),
        (9, "G#", "F"),
        (10, "D#", "C"),
        (11, "A#", "G"),
        (12, "F", "D"),
    ];

    private static readonly string[] Spelling =
    [
        .. "C Db D Eb E F F# G Ab A Bb B".Split(' ').Select(t => $"{t} major"),
        .. "C C# D Eb E F F# G G# A Bb B".Split(' ').Select(t => $"{t} minor"),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, MusicalKey.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void Codes_agree_with_both_tables(int index)
    {
        var key = new MusicalKey(index);
        bool major = key.Mode == KeyMode.Major;
        (int hour, _, _) = CamelotWheel.Single(row => PitchClass(major ? row.Major : row.Minor) == key.TonicPitchClass);
        (int number, _, _) = OpenKeyTable.Single(row => PitchClass(major ? row.Major : row.Minor) == key.TonicPitchClass);

        Assert.Equal($"{hour}{(major ? "B" : "A")}", key.Camelot);
        Assert.Equal($"{number}{(major ? "d" : "m")}", key.OpenKey);
        Assert.Equal(number, ((hour + 4) % 12) + 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Name_is_spelled_as_the_result_format_says(int index)
    {
        var key = new MusicalKey(index);

        Assert.Equal(Spelling[index], key.Name);
        Assert.Equal(PitchClass(key.Tonic), index % 12);
        Assert.Equal(index < 12 ? KeyMode.Major : KeyMode.Minor, key.Mode);
    }

    private static int PitchClass(string tonic)
    {
        int natural = tonic[0] switch
        {
            'C' => 0,
            'D' => 2,
            'E' => 4,
            'F' => 5,
            'G' => 7,
            'A' => 9,
            _ => 11,
        };
        int sign =
            tonic.Length == 1 ? 0
            : tonic[1] == '#' ? 1
            : -1;
        return (natural + sign + 12) % 12;
    }
}
