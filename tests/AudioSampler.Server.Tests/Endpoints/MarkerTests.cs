using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

/// <summary>Markers of a file, and the folders that files are in.</summary>
public sealed class MarkerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_marker_is_set_named_removed_undone_and_survives_an_analysis()
    {
        (long file, string address) = await TonesAsync("markers.wav", hertz: 471);
        using HttpResponseMessage second = await server.Client.PostAsJsonAsync(address, new { time_s = 2.5, name = "Ring" });
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        (await server.Client.PostAsJsonAsync(address, new { time_s = 0.25 })).EnsureSuccessStatusCode();
        Assert.Equal("2 0.25 , 1 2.5 Ring", await MarkersAsync(address));

        (await server.Client.PatchAsJsonAsync($"{address}/2", new { name = "Knock", time_s = 0.5 })).EnsureSuccessStatusCode();
        (await server.Client.DeleteAsync($"{address}/1")).EnsureSuccessStatusCode();
        Assert.Equal("2 0.5 Knock", await MarkersAsync(address));
        JsonElement undone = await (await server.Client.PostAsync("/api/undo", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("marker removed", undone.GetProperty("action").GetString());
        Assert.Equal("2 0.5 Knock, 1 2.5 Ring", await MarkersAsync(address));

        await server.JobEndAsync(
            await server.Client.PostAsJsonAsync("/api/files/analyze", new { ids = new[] { file }, options = new { force = true } })
        );
        Assert.Equal("2 0.5 Knock, 1 2.5 Ring", await MarkersAsync(address));
        JsonElement rows = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=name:markers");
        Assert.Equal(0, rows.GetProperty("results")[0].GetProperty("corrected").GetArrayLength()); // nothing found is corrected by them
    }

    [Fact]
    public async Task Markers_are_points_among_the_labels_of_their_file()
    {
        (long file, string address) = await TonesAsync("labels.wav", hertz: 472);
        (await server.Client.PostAsJsonAsync(address, new { time_s = 1.5, name = "Gap" })).EnsureSuccessStatusCode();
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}");
        long[] regions = [.. document.GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("region_id").GetInt64())];

        using HttpResponseMessage answer = await server.Client.PostAsJsonAsync("/api/export", new { ids = regions, what = "labels" });
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var text = new StreamReader(await Assert.Single(zip.Entries).OpenAsync());
        string[] lines = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, lines.Length);
        Assert.Equal("1.500000\t1.500000\tGap", lines[1]);
    }

    [Fact]
    public async Task What_is_no_place_in_the_file_is_refused()
    {
        (_, string address) = await TonesAsync("refused.wav", hertz: 473);
        using HttpResponseMessage late = await server.Client.PostAsJsonAsync(address, new { time_s = 99 });
        Assert.Contains("the length of the file", (await ServerFixture.ProblemAsync(late)).Detail, StringComparison.Ordinal);
        using HttpResponseMessage nowhere = await server.Client.DeleteAsync($"{address}/7");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        using HttpResponseMessage noFile = await server.Client.GetAsync("/api/files/9999/markers");
        Assert.Equal(HttpStatusCode.NotFound, noFile.StatusCode);
    }

    [Fact]
    public async Task Folders_are_listed_with_how_many_files_are_in_and_below_them()
    {
        Directory.CreateDirectory(Path.Combine(server.Sounds, "kit", "loud"));
        await TonesAsync("kit/one.wav", hertz: 474);
        await TonesAsync("kit/loud/two.wav", hertz: 475);

        JsonElement roots = await server.Client.GetFromJsonAsync<JsonElement>("/api/folders");
        string root = roots[0].GetProperty("path").GetString()!;
        Assert.True(roots[0].GetProperty("folders").GetBoolean());
        Assert.Contains("kit 2 True", await FoldersAsync(root));
        Assert.Equal(["loud 1 False"], await FoldersAsync($"{root}/kit"));
        Assert.Contains(await FoldersAsync("/"), folder => folder.StartsWith(root.Split('/')[1] + " ", StringComparison.Ordinal));
        using HttpResponseMessage relative = await server.Client.GetAsync("/api/folders?path=kit");
        Assert.Equal(HttpStatusCode.BadRequest, relative.StatusCode);

        async Task<string[]> FoldersAsync(string path) =>
            [
                .. (await server.Client.GetFromJsonAsync<JsonElement>($"/api/folders?path={Uri.EscapeDataString(path)}"))
                    .EnumerateArray()
                    .Select(folder => $"{folder.GetProperty("name")} {folder.GetProperty("files")} {folder.GetProperty("folders")}"),
            ];
    }

    private async Task<(long File, string Address)> TonesAsync(string name, int hertz)
    {
        await server.WriteTonesAsync(name, hertz);
        long file = await server.AnalyzeAsync(name);
        return (file, string.Create(CultureInfo.InvariantCulture, $"/api/files/{file}/markers"));
    }

    private async Task<string> MarkersAsync(string address) =>
        string.Join(
            ", ",
            (await server.Client.GetFromJsonAsync<JsonElement>(address))
                .EnumerateArray()
                .Select(marker => $"{marker.GetProperty("id")} {marker.GetProperty("time_s")} {marker.GetProperty("name")}")
        );
}
