namespace AudioSampler.Audio.Ffmpeg;

/// <summary>What <c>ffprobe -print_format json</c> writes, as far as it is read here. Numbers that FFmpeg writes as text stay text.</summary>
internal sealed record ProbeDocument(ProbeDocument.Stream[]? Streams, ProbeDocument.Chapter[]? Chapters, ProbeDocument.Container? Format)
{
    /// <summary>One stream.</summary>
    internal sealed record Stream
    {
        public string? CodecType { get; init; }

        public string? CodecName { get; init; }

        public string? SampleRate { get; init; }

        public int? Channels { get; init; }

        public string? ChannelLayout { get; init; }

        public int? BitsPerSample { get; init; }

        public string? BitsPerRawSample { get; init; }

        public string? Duration { get; init; }

        public Dictionary<string, int>? Disposition { get; init; }

        public Dictionary<string, string>? Tags { get; init; }
    }

    /// <summary>One chapter.</summary>
    internal sealed record Chapter(string? StartTime, Dictionary<string, string>? Tags);

    /// <summary>The container.</summary>
    internal sealed record Container(string? FormatName, string? Duration, Dictionary<string, string>? Tags);
}
