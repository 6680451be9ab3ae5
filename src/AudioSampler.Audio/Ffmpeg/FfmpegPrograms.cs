namespace AudioSampler.Audio.Ffmpeg;

/// <summary>The two programs of one FFmpeg installation.</summary>
/// <param name="FfmpegPath">Absolute path of <c>ffmpeg</c>.</param>
/// <param name="FfprobePath">Absolute path of <c>ffprobe</c>.</param>
public sealed record FfmpegPrograms(string FfmpegPath, string FfprobePath)
{
    private int encoding;

    /// <summary>How much they stand back behind other programs, as <c>nice</c> has it: 0 not at all, to 19. Default 0. Not on Windows.</summary>
    public int Niceness { get; init; }

    /// <summary>The best sample format that this <c>ffmpeg</c> was found to write. Starts as 32-bit float and is lowered by the decoder
    /// when a reduced build says that it has no such encoder; the answer is kept for later files.</summary>
    internal PcmEncoding Encoding
    {
        get => (PcmEncoding)Volatile.Read(ref encoding);
        set => Volatile.Write(ref encoding, (int)value);
    }
}
