namespace AudioSampler.Audio.Ffmpeg;

/// <summary>The one place where FFmpeg's exit codes and messages become failures of this product.</summary>
internal static class FfmpegErrors
{
    private const int Interrupted = 255; // what both programs return when a signal made them end
    private static readonly TimeSpan CancellationDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The failure of a probe that gave no answer.</summary>
    public static async Task<Exception> OfProbeAsync(string path, int exitCode, ToolMessages messages, CancellationToken cancellationToken)
    {
        await WaitForCancellationAsync(exitCode, cancellationToken);
        string shown = ShownPath.Of(path);
        if (Setup(messages) is { } setup)
        {
            return new FfmpegMissingException(setup);
        }

        if (messages.Contain("Format not on whitelist"))
        {
            return new AudioFormatException(
                AudioFault.UnknownFormat,
                $"{shown}: this is a play list, a script or another format that is not read; name the sound files themselves"
            );
        }

        if (messages.Contain("moov atom not found"))
        {
            return new AudioContentException(
                AudioFault.DecodeFailed,
                $"{shown}: the MP4 file is cut off before its index, so no sound can be found in it; copy or record it again"
            );
        }

        if (messages.Contain("channels not set") || messages.Contain(", 0 channels"))
        {
            return OfStream(path, 0, 0, messages);
        }

        if (messages.Contain("Permission denied"))
        {
            return new AudioAccessException(
                AudioFault.AccessDenied,
                $"{shown}: FFmpeg may not read it; give this user the right to read it"
            );
        }

        if (messages.Contain("No such file or directory"))
        {
            return new AudioAccessException(AudioFault.NotFound, $"{shown}: it vanished while it was read; check the path");
        }

        return exitCode > 128
            ? new AudioContentException(
                AudioFault.DecodeFailed,
                $"{shown}: FFmpeg crashed on it (exit code {exitCode}); try a newer FFmpeg, or convert the file"
            )
            : new AudioFormatException(
                AudioFault.UnknownFormat,
                $"{shown}: its content is no sound or video format that FFmpeg knows; check what the file is"
            );
    }

    /// <summary>The failure of an audio stream without a rate or without channels.</summary>
    public static AudioContentException OfStream(string path, int? channels, int sampleRate, ToolMessages messages)
    {
        string what =
            (channels ?? 0) == 0 ? "its header says that it has zero channels" : $"its header says {sampleRate} samples per second";
        return new AudioContentException(
            AudioFault.DecodeFailed,
            $"{ShownPath.Of(path)}: {what}{Reason(messages)}; repair the header, or export the file again"
        );
    }

    /// <summary>The failure of a decoder that wrote no sample.</summary>
    public static async Task<Exception> OfDecoderAsync(
        string path,
        int exitCode,
        ToolMessages messages,
        CancellationToken cancellationToken
    )
    {
        await WaitForCancellationAsync(exitCode, cancellationToken);
        string shown = ShownPath.Of(path);
        if (Setup(messages) is { } setup)
        {
            return new FfmpegMissingException(setup);
        }

        if (messages.Contain("matches no streams"))
        {
            return new AudioFormatException(AudioFault.NoAudio, $"{shown}: there is no sound in this file; choose another");
        }

        string what =
            messages.Contain("Decoder (codec") || messages.Contain("Decoding requested, but no decoder found")
                ? "this FFmpeg has no decoder for it; install a complete FFmpeg"
                : "nothing could be decoded; the file is damaged, copy or export it again";
        return new AudioContentException(AudioFault.DecodeFailed, $"{shown}: {what}{Reason(messages)}");
    }

    /// <summary>True when this build can't write the sample format that was asked of it.</summary>
    public static bool EncoderIsMissing(ToolMessages messages) =>
        messages.Contain("Unknown encoder") || messages.Contain("Encoder not found");

    /// <summary>True when FFmpeg said that the file ends before its index does (MP4), or in the middle of an element (Matroska).</summary>
    public static bool EndedEarly(ToolMessages messages) => messages.Contain("partial file") || messages.Contain("File ended prematurely");

    /// <summary>Number of parts that could not be decoded.</summary>
    public static int DamagedParts(ToolMessages messages) =>
        messages.Count("Error while decoding") + messages.Count("Error submitting packet to decoder");

    // A service that is stopped has SIGTERM sent to every process, and Windows sends Ctrl-C to all at a console. FFmpeg may be faster than this program: then its end is no fault of the file.
    public static async Task WaitForCancellationAsync(int exitCode, CancellationToken cancellationToken)
    {
        if (exitCode == Interrupted)
        {
            await Task.Delay(CancellationDelay, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>When somebody else ended FFmpeg by a signal, what it had decoded by then must not pass for the whole file.</summary>
    /// <exception cref="AudioContentException">It was interrupted.</exception>
    public static void ThrowIfInterrupted(string path, int exitCode, ToolMessages messages)
    {
        if (exitCode == Interrupted && messages.Contain("received signal"))
        {
            throw new AudioContentException(
                AudioFault.DecodeFailed,
                $"{ShownPath.Of(path)}: decoding was interrupted by a signal; analyse the file again"
            );
        }
    }

    private static string? Setup(ToolMessages messages) =>
        messages.Contain("error while loading shared libraries")
        || messages.Contain("Option protocol_whitelist not found")
        || messages.Contain("Option format_whitelist not found")
        || messages.Contain("failed to execute")
            ? $"this FFmpeg does not run ({messages.Lines[0]}); install a complete one or set {FfmpegLocator.Setting}"
            : null;

    private static string Reason(ToolMessages messages) => messages.Lines is [.., var last] ? $" (FFmpeg: {OneLine(last)})" : "";

    private static string OneLine(string message) => message.Length > 160 ? message[..160] + "…" : message;
}
