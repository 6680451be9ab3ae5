namespace AudioSampler.Audio.Ffmpeg;

/// <summary>The arguments that name an input, the same for probing and decoding.</summary>
internal static class InputArguments
{
    /// <summary>
    /// Arguments that open one plain file and nothing else.
    /// </summary>
    /// <remarks>
    /// The path is absolute and stands behind <c>file:</c>, which FFmpeg takes off and then leaves the rest as it is: a leading dash, a colon, a
    /// percent sign or a line break in a name means nothing. Only local files may be opened, and only by formats that hold sound
    /// themselves (<see cref="ContainerFormats"/>), so a play list or a script can't reach other files or the network.
    /// </remarks>
    public static IEnumerable<string> For(InputFile file) =>
        ["-protocol_whitelist", "file,pipe", "-format_whitelist", ContainerFormats.AllowList, "-i", "file:" + file.Path];
}
