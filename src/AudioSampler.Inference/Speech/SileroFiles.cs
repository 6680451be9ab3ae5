namespace AudioSampler.Inference.Speech;

/// <summary>Where the network that hears voices is: the folder that <c>AIS_SILERO</c> names, else where set-up has put it.</summary>
public sealed record SileroFiles
{
    /// <summary>Name of the network, as results and messages state it.</summary>
    public const string Name = "silero-vad";

    /// <summary>Version of the network.</summary>
    public const string Version = "5";

    /// <summary>The setting that names another folder.</summary>
    public const string Setting = "AIS_SILERO";

    /// <summary>Name of its file.</summary>
    public const string FileName = "silero_vad_v5.onnx";

    private SileroFiles(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    internal string Path => System.IO.Path.Combine(Folder, FileName);

    /// <summary>Looks for the network.</summary>
    /// <param name="problem">Why there is none, with the remedy, in one line; null when it is there.</param>
    /// <returns>Its file; null when it is not there.</returns>
    public static SileroFiles? Find(out string? problem) =>
        Find(Environment.GetEnvironmentVariable(Setting), InstallFolder.Native, out problem);

    internal static SileroFiles? Find(string? setting, string? native, out string? problem)
    {
        string? folder =
            !string.IsNullOrEmpty(setting) ? setting
            : native is null ? null
            : System.IO.Path.Combine(native, $"{Name}-{Version}");
        var files = folder is null ? null : new SileroFiles(folder);
        if (files is not null && File.Exists(files.Path))
        {
            problem = null;
            return files;
        }

        problem = string.IsNullOrEmpty(setting)
            ? $"the network {Name} {Version}, which hears voices, is missing: with a network connection, run ./ais again, which fetches it; or set {Setting} to the folder of {FileName}"
            : $"{Setting} is '{setting}', but {FileName} is not there: set it to its folder, or unset it";
        return null;
    }
}
