using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.OnnxRuntime;

public sealed class OnnxRuntimeLibraryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_setting_comes_first_and_may_name_a_folder_or_a_file()
    {
        string name =
            OperatingSystem.IsWindows() ? "onnxruntime.dll"
            : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib"
            : "libonnxruntime.so";
        string library = _folder.File(name);
        File.WriteAllText(library, "not a library");

        Assert.Equal(library, OnnxRuntimeLibrary.Locate(_folder.Path, home: null, out string? problem));
        Assert.Null(problem);
        Assert.Equal(library, OnnxRuntimeLibrary.Locate(library, home: null, out _));
    }

    [Fact]
    public void A_setting_that_leads_nowhere_is_told()
    {
        Assert.Null(OnnxRuntimeLibrary.Locate(_folder.File("nowhere"), home: null, out string? problem));

        Assert.Contains(OnnxRuntimeLibrary.Setting, problem, StringComparison.Ordinal);
        Assert.Contains("nowhere", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_library_the_remedy_is_told()
    {
        Assert.Null(OnnxRuntimeLibrary.Locate(setting: null, _folder.Path, out string? problem));

        Assert.Contains("run ./ais again", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_of_set_up_is_the_version_that_everything_was_measured_with()
    {
        RuntimeForTests.Require();
        Assert.SkipWhen(Environment.GetEnvironmentVariable(OnnxRuntimeLibrary.Setting) is not null, "another library is set");

        Assert.Equal(OnnxRuntimeLibrary.FetchedVersion, OnnxRuntimeLibrary.LoadedVersion);
        Assert.True(File.Exists(OnnxRuntimeLibrary.LoadedPath));
    }
}
