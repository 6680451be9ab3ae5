using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Plugins;

public sealed class PluginFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public PluginFilesTests()
    {
        Directory.CreateDirectory(_folder.File("plugin/inner"));
        File.WriteAllText(_folder.File("plugin/a.dll"), "a");
        File.WriteAllText(_folder.File("secret"), "s");
    }

    private string Plugin => _folder.File("plugin");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.dll")]
    [InlineData("inner/../a.dll")]
    public void A_file_in_the_folder_is_found(string name)
    {
        Assert.Null(PluginFiles.FaultOf(Plugin, name, out string? path));
        Assert.Equal(Path.Combine(Plugin, "a.dll"), path);
    }

    [Theory]
    [InlineData("../secret", "leads out")]
    [InlineData("inner/../../secret", "leads out")]
    [InlineData("/etc/passwd", "no path")]
    [InlineData("", "no path")]
    [InlineData(".", "leads out")]
    [InlineData("inner", "is not in its folder")]
    [InlineData("b.dll", "is not in its folder")]
    [InlineData("a\0b", "no path")]
    public void What_is_no_file_in_the_folder_is_refused(string name, string expected)
    {
        Assert.Contains(expected, PluginFiles.FaultOf(Plugin, name, out string? path), StringComparison.Ordinal);
        Assert.Null(path);
    }

    [Fact]
    public void Links_are_followed_and_must_stay_in_the_folder()
    {
        File.CreateSymbolicLink(Path.Combine(Plugin, "inside"), "a.dll");
        File.CreateSymbolicLink(Path.Combine(Plugin, "outside"), "../secret");
        File.CreateSymbolicLink(Path.Combine(Plugin, "circle"), "circle");
        Directory.CreateSymbolicLink(Path.Combine(Plugin, "up"), "..");
        Directory.CreateSymbolicLink(_folder.File("linked"), "plugin");

        Assert.Null(PluginFiles.FaultOf(Plugin, "inside", out _));
        Assert.Null(PluginFiles.FaultOf(Plugin, "up/plugin/a.dll", out _));
        Assert.Null(PluginFiles.FaultOf(_folder.File("linked"), "a.dll", out string? path));
        Assert.Equal(Path.Combine(Plugin, "a.dll"), path);
        Assert.Contains("leads out", PluginFiles.FaultOf(Plugin, "outside", out _), StringComparison.Ordinal);
        Assert.Contains("leads out", PluginFiles.FaultOf(Plugin, "up/secret", out _), StringComparison.Ordinal);
        Assert.Contains("too many links", PluginFiles.FaultOf(Plugin, "circle", out _), StringComparison.Ordinal);
    }
}
