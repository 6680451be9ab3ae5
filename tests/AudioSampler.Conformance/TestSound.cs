using AudioSampler.Testing;

namespace AudioSampler.Conformance;

/// <summary>A sound that every analyzer has to stand.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Samples">Mono at <see cref="SampleRate"/>, full scale ±1.</param>
internal sealed record TestSound(string Name, float[] Samples)
{
    public const int SampleRate = 44_100;

    private const double UsualSeconds = 3;
    private const double VeryShortSeconds = 0.01;
    private const double LongSeconds = 120;
    private const double ToneHz = 440;
    private const double Overdrive = 4;

    /// <summary>The sounds that have to be analysed or skipped.</summary>
    public static IReadOnlyList<TestSound> All { get; } =
    [
        new("silence", new float[(int)(UsualSeconds * SampleRate)]),
        new("one sample", [0.5f]),
        new("very short", TestSignals.Sine(ToneHz, VeryShortSeconds, SampleRate)),
        Tone,
        new("noise", TestSignals.Noise(UsualSeconds, SampleRate)),
        new("clipped", [.. TestSignals.Sine(ToneHz, UsualSeconds, SampleRate, Overdrive).Select(s => Math.Clamp(s, -1, 1))]),
    ];

    /// <summary>A tone with an attack and an end, which most analyzers have something to say of.</summary>
    public static TestSound Tone =>
        new(
            "tone",
            [
                .. TestSignals
                    .Sine(ToneHz, UsualSeconds, SampleRate)
                    .Select((s, i) => s * (float)Math.Clamp(Math.Min(i, (UsualSeconds * SampleRate) - i) / (SampleRate / 4.0), 0, 1)),
            ]
        );

    /// <summary>One long enough that an analyzer of it can be stopped.</summary>
    public static TestSound Long => new("long noise", TestSignals.Noise(LongSeconds, SampleRate));
}
