using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>
/// The native library of ONNX Runtime: found, loaded once, never unloaded. It is the file or in the folder that <c>AIS_ONNXRUNTIME</c> names; else what
/// set-up has fetched; else beside the program.
/// </summary>
public static class OnnxRuntimeLibrary
{
    /// <summary>The version that set-up fetches, and that everything was measured with.</summary>
    public const string FetchedVersion = "1.30.0";

    /// <summary>The setting that names another library.</summary>
    public const string Setting = "AIS_ONNXRUNTIME";

    private static readonly Lock s_lock = new();
    private static OrtApi? s_api;

    /// <summary>Where the loaded library is; null while none is loaded.</summary>
    public static string? LoadedPath { get; private set; }

    /// <summary>What the loaded library says of its version; null while none is loaded.</summary>
    public static string? LoadedVersion { get; private set; }

    /// <summary>Loads the library, if that has not been done.</summary>
    /// <param name="problem">Why there is none, with the remedy, in one line; null when it is loaded.</param>
    public static bool TryLoad(out string? problem)
    {
        lock (s_lock)
        {
            problem = s_api is null ? Load() : null;
            return problem is null;
        }
    }

    /// <summary>Looks where the library would be loaded from, without loading it.</summary>
    /// <param name="problem">Why there is none, with the remedy, in one line; null when a file is there.</param>
    /// <returns>The file; null when there is none.</returns>
    public static string? Find(out string? problem) => Locate(Environment.GetEnvironmentVariable(Setting), InstallFolder.Home, out problem);

    /// <summary>The functions, for a model that needs them.</summary>
    /// <exception cref="ModelException">There is no library; the message says what to do.</exception>
    internal static OrtApi Api(string modelName) => TryLoad(out string? problem) ? s_api! : throw new ModelException(modelName, problem!);

    /// <summary>The file to load; null, and why, when there is none.</summary>
    internal static string? Locate(string? setting, string? home, out string? problem)
    {
        problem = null;
        if (!string.IsNullOrEmpty(setting))
        {
            string? given =
                File.Exists(setting) ? setting
                : Directory.Exists(setting) ? Names.Select(name => Path.Combine(setting, name)).FirstOrDefault(File.Exists)
                : null;
            problem = given is null
                ? $"{Setting} is '{setting}', but no ONNX Runtime library is there: set it to the folder of {Names[0]}, or unset it"
                : null;
            return given;
        }

        string[] folders =
        [
            .. home is null ? Array.Empty<string>() : [Path.Combine(home, "artifacts", "native", $"onnxruntime-{FetchedVersion}")],
            AppContext.BaseDirectory,
        ];
        string? found = folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        problem = found is null
            ? $"the ONNX Runtime library is missing: with a network, run ./ais again, which fetches it; or set {Setting} to the folder of {Names[0]}"
            : null;
        return found;
    }

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS() ? ["libonnxruntime.1.dylib", "libonnxruntime.dylib"]
        : ["libonnxruntime.so.1", "libonnxruntime.so"];

    private static string? Load()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !Sse42.IsSupported)
        {
            return "this processor has no SSE 4.2, without which ONNX Runtime would crash: analysis goes on without networks";
        }

        string? path = Find(out string? problem);
        return path is null ? problem : Load(path);
    }

    private static string? Load(string path)
    {
        nint library;
        try
        {
            library = NativeLibrary.Load(Path.GetFullPath(path));
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return $"{path} can't be loaded as ONNX Runtime ({exception.Message.ReplaceLineEndings(" ")}): it has to be the library for {RuntimeInformation.RuntimeIdentifier}; delete it and run ./ais again, or set {Setting}";
        }

        var api = OrtApi.Of(library, out string? version);
        if (api is null)
        {
            return version is null
                ? $"{path} is no ONNX Runtime library: set {Setting} to the folder of one"
                : $"{path} is ONNX Runtime {version}, which is too old: 1.17 or newer is needed ({FetchedVersion} is what ./ais fetches)";
        }

        s_api = api;
        LoadedPath = path;
        LoadedVersion = version;
        return null;
    }
}
