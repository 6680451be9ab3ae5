namespace AudioSampler.Samples;

/// <summary>The recordings of <c>samples/</c>.</summary>
internal static class SampleSet
{
    private static readonly SoundingPart[] Phrases =
    [
        new(0.4, 2.6, "speech"),
        new(2.95, 4.9, "speech"),
        new(6.1, 8.3, "speech"),
        new(8.6, 10.2, "speech"),
        new(11.5, 13.6, "speech"),
    ];

    private static readonly SoundingPart[] Storm =
    [
        new(1.5, 6.5, "environment"),
        new(8.5, 12.5, "environment"),
        new(14.5, 20.5, "environment"),
    ];

    private static readonly SoundingPart[] Takes = [new(1, 9, "music"), new(11, 19.8, "music"), new(22, 26.5, "speech")];

    public static IReadOnlyList<Sample> All { get; } =
    [
        new("drum-loop.flac", () => Drums.Loop(120, 8, seed: 1))
        {
            Kind = "music",
            Bpm = 120,
            Meter = "4/4",
        },
        new("chords.flac", () => Pieces.Progression(84, channels: 1, "Am", "F", "C", "E7", "Am", "Dm", "E7", "Am"))
        {
            Kind = "music",
            Bpm = 84,
            Meter = "4/4",
            Key = "A minor",
        },
        new("waltz.flac", () => Pieces.Waltz(144))
        {
            Kind = "music",
            Bpm = 144,
            Meter = "3/4",
            Key = "G major",
        },
        new("speech.flac", () => Room(new Voice(seed: 5).Speak(14, Phrases), -74)) { Kind = "speech", Parts = Phrases },
        new("field.flac", Field) { Kind = "environment", Parts = Storm },
        new("session.ogg", Session) { Kind = "music", Parts = Takes },
        new("one-shot.flac", () => OneShot(Drums.Tom(seed: 7))) { Kind = "percussion", Parts = [new(0.1, 0.8, "percussion")] },
        new("note.flac", () => OneShot(Tones.Pluck(57, 2, seed: 8))) { Kind = "note", Parts = [new(0.1, 2.1, "note")] },
    ];

    private static Track Room(Track track, double floorDbfs)
    {
        track.Add(Sound.Floor(track.Seconds, floorDbfs, seed: 99), 0, 1);
        return track;
    }

    /// <summary>Rain; a thunder by itself; rain with thunder in it. A quiet floor between.</summary>
    private static Track Field()
    {
        var track = new Track(22, 1);
        track.Add(Weather.Rain(5, seed: 11), Storm[0].StartSeconds, 1);
        track.Add(Weather.Thunder(4, seed: 12), Storm[1].StartSeconds, 0.9);
        track.Add(Weather.Rain(6, seed: 13), Storm[2].StartSeconds, 1);
        track.Add(Weather.Thunder(4, seed: 14), Storm[2].StartSeconds + 2.2, 0.9);
        return Room(track.Normalise(-14), -74);
    }

    /// <summary>Three takes in one file, as a recorder left running leaves them.</summary>
    private static Track Session()
    {
        var track = new Track(28, 2);
        track.Add(Drums.Loop(120, 4, seed: 21), Takes[0].StartSeconds, 0.8);
        track.Add(Pieces.Progression(120, channels: 2, "C", "G", "Am", "F"), Takes[1].StartSeconds, 0.8);
        track.Add(new Voice(seed: 23).Speak(4.5, [new(0, 4.5, "speech")]), Takes[2].StartSeconds, 0.8);
        return Room(track, -66);
    }

    private static Track OneShot(float[] sound)
    {
        var track = new Track(((double)sound.Length / Track.SampleRate) + 0.2, 1);
        track.Add(sound, 0.1, 1);
        return track.Normalise(-3);
    }
}
