namespace AudioSampler.Inference.Notes;

/// <summary>Where the network that hears notes is: the folder that <c>AIS_BASIC_PITCH</c> names, else where set-up has put it.</summary>
public sealed record BasicPitchFiles
{
    /// <summary>Name of the network, as results and messages state it.</summary>
    public const string Name = "basic-pitch";

    /// <summary>Version of the package that set-up fetches.</summary>
    public const string Version = "1.0.1";

    /// <summary>The setting that names another folder.</summary>
    public const string Setting = "AIS_BASIC_PITCH";

    internal const string ManifestName = "model.json";
    internal const string ValuesName = "group1-shard1of1.bin";

    private BasicPitchFiles(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    internal string ManifestPath => Path.Combine(Folder, ManifestName);

    internal string ValuesPath => Path.Combine(Folder, ValuesName);

    /// <summary>Looks for the network.</summary>
    /// <param name="problem">Why there is none, with the remedy, in one line; null when it is there.</param>
    /// <returns>Its files; null when they are not there.</returns>
    public static BasicPitchFiles? Find(out string? problem) =>
        Find(Environment.GetEnvironmentVariable(Setting), InstallFolder.Native, out problem);

    internal static BasicPitchFiles? Find(string? setting, string? native, out string? problem)
    {
        string? folder =
            !string.IsNullOrEmpty(setting) ? setting
            : native is null ? null
            : Path.Combine(native, $"{Name}-{Version}");
        var files = folder is null ? null : new BasicPitchFiles(folder);
        if (files is not null && File.Exists(files.ManifestPath) && File.Exists(files.ValuesPath))
        {
            problem = null;
            return files;
        }

        problem = string.IsNullOrEmpty(setting)
            ? $"the network {Name} {Version}, which hears notes, is missing: with a network connection, run ./ais again, which fetches it; or set {Setting} to the folder of its {ManifestName}"
            : $"{Setting} is '{setting}', but {ManifestName} and {ValuesName} are not there: set it to their folder, or unset it";
        return null;
    }
}
