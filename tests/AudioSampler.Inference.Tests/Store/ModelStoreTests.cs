using System.Security.Cryptography;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tests.Checkpoints;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Store;

public sealed class ModelStoreTests : IDisposable
{
    private const string Checkpoint = "models/passt-tiny/passt_tiny.pt";
    private readonly TempFolder _folder = new();

    private string Models => _folder.File("models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void With_nothing_installed_the_network_of_the_program_is_taken()
    {
        var store = new ModelStore(Models, []);

        Assert.Equal(ModelFile.Embedded, store.Resolve(ModelStore.Auto));
        Assert.Equal(ModelFile.Embedded, store.Resolve("embedded"));
        Assert.Empty(store.Installed());
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public void A_model_that_is_not_here_is_told_with_the_command_that_gets_it()
    {
        var store = new ModelStore(Models, []);

        string known = Assert.Throws<ModelException>(() => store.Resolve("efficientat-mn10")).Message;
        string unknown = Assert.Throws<ModelException>(() => store.Resolve("efficient")).Message;

        Assert.Contains("ais models pull efficientat-mn10", known, StringComparison.Ordinal);
        Assert.Contains("ais models list", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_further_folder_is_looked_into_and_one_level_below()
    {
        string published = SharedData.Require("models/efficientat/mn04_as_mAP_432.pt");
        var store = new ModelStore(Models, [Path.GetDirectoryName(Path.GetDirectoryName(published))!]);

        ModelFile model = store.Resolve(ModelStore.Auto);

        Assert.Equal("efficientat-mn04", model.Name);
        Assert.True(File.Exists(model.OnnxPath));
        DateTime written = File.GetLastWriteTimeUtc(model.OnnxPath!);
        Assert.Equal(model, store.Resolve("efficientat-mn04"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(model.OnnxPath!));
    }

    [Fact]
    public void A_model_that_can_not_be_used_is_passed_over_and_that_is_said()
    {
        Directory.CreateDirectory(Models);
        File.WriteAllText(Path.Combine(Models, "efficientat-mn10.pt"), "not a checkpoint");
        var store = new ModelStore(Models, []);
        List<string> notices = [];

        ModelFile model = store.Resolve(ModelStore.Auto, notices.Add);

        Assert.Equal(ModelFile.Embedded, model);
        Assert.Contains("efficientat-mn10", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => store.Resolve("efficientat-mn10"));
        Assert.Empty(Directory.GetFiles(Models, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_is_imported_used_and_removed()
    {
        using var http = new HttpClient();
        var store = new ModelStore(Models, []);
        var download = new ModelDownload(store, http);

        ModelFile model = download.Import(SharedData.Require(Checkpoint), "tiny", TestContext.Current.CancellationToken);

        Assert.Equal("tiny", model.Name);
        Assert.Equal(model, store.Resolve("tiny"));
        Assert.True(download.Remove("tiny"));
        Assert.False(download.Remove("tiny"));
        Assert.False(download.Remove("../models/tiny"));
        Assert.False(File.Exists(model.OnnxPath));
        Assert.Throws<ModelException>(() => store.Resolve("tiny"));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    public void A_name_that_is_no_name_is_refused(string name)
    {
        using var http = new HttpClient();

        Assert.Throws<ModelException>(() =>
            new ModelDownload(new ModelStore(Models, []), http).Import("x.pt", name, TestContext.Current.CancellationToken)
        );
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_where_it_stopped()
    {
        byte[] content = await File.ReadAllBytesAsync(SharedData.Require(Checkpoint), TestContext.Current.CancellationToken);
        using var server = new FileServer(content) { BreakOffAfter = 100_000 };
        using var http = new HttpClient();
        var download = new ModelDownload(new ModelStore(Models, []), http);
        KnownModel model = Known(server, Hash(content));

        ModelException broken = await Assert.ThrowsAsync<ModelException>(() =>
            download.PullAsync(model, null, TestContext.Current.CancellationToken)
        );
        Assert.Contains("goes on where this stopped", broken.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Models, "tiny.pt")));
        server.BreakOffAfter = null;
        string path = await download.PullAsync(model, null, TestContext.Current.CancellationToken);

        Assert.Equal(content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.StartsWith("bytes=", server.Ranges[^1], StringComparison.Ordinal);
        Assert.Equal(["tiny.pt"], Directory.GetFiles(Models).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_has_another_hash_or_is_no_model_is_thrown_away()
    {
        byte[] content = [.. "not a model at all"u8];
        using var server = new FileServer(content);
        using var http = new HttpClient();
        var download = new ModelDownload(new ModelStore(Models, []), http);

        ModelException hash = await Assert.ThrowsAsync<ModelException>(() =>
            download.PullAsync(Known(server, new string('0', 64)), null, TestContext.Current.CancellationToken)
        );
        ModelException model = await Assert.ThrowsAsync<ModelException>(() =>
            download.PullAsync(Known(server, null), null, TestContext.Current.CancellationToken)
        );

        Assert.Contains("has the hash", hash.Message, StringComparison.Ordinal);
        Assert.Contains("no PyTorch checkpoint", model.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Models));
    }

    [Fact]
    public async Task Two_at_once_do_not_write_one_file()
    {
        byte[] content = await File.ReadAllBytesAsync(SharedData.Require(Checkpoint), TestContext.Current.CancellationToken);
        using var server = new FileServer(content);
        using var http = new HttpClient();
        var download = new ModelDownload(new ModelStore(Models, []), http);
        Directory.CreateDirectory(Models);
        await using (new FileStream(Path.Combine(Models, "tiny.lock"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            ModelException busy = await Assert.ThrowsAsync<ModelException>(() =>
                download.PullAsync(Known(server, null), null, TestContext.Current.CancellationToken)
            );
            Assert.Contains("another process", busy.Message, StringComparison.Ordinal);
        }

        await download.PullAsync(Known(server, Hash(content)), null, TestContext.Current.CancellationToken);
        Assert.Single(server.Ranges);
    }

    [Fact]
    public async Task A_publisher_that_can_not_be_reached_is_told_with_another_way()
    {
        using var server = new FileServer([1]);
        KnownModel model = Known(server, null) with { Source = new Uri("http://127.0.0.1:9/model.pt") };
        using var http = new HttpClient();

        ModelException exception = await Assert.ThrowsAsync<ModelException>(() =>
            new ModelDownload(new ModelStore(Models, []), http).PullAsync(model, null, TestContext.Current.CancellationToken)
        );

        Assert.Contains("ais models import", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such rights on Windows");
        new PickleWriter().Tensor("x", [1], 1).Save(_folder.File("efficientat-mn04.pt"));
        string models = _folder.File("file-in-the-way");
        File.WriteAllText(models, "x");
        using var http = new HttpClient();

        ModelException exception = Assert.Throws<ModelException>(() =>
            new ModelDownload(new ModelStore(models, []), http).Import(
                SharedData.Require(Checkpoint),
                "tiny",
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("check the rights", exception.Message, StringComparison.Ordinal);
    }

    private static KnownModel Known(FileServer server, string? hash) =>
        new("tiny", "model.pt", server.Address, "nobody", "none", 1.5, hash);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
