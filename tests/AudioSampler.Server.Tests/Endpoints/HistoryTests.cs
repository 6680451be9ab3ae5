using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class HistoryTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_removed_collection_comes_back_whole_and_is_removed_again()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        long id = await MakeAsync("Undone");
        await OkAsync(server.Client.PostAsJsonAsync($"/api/collections/{id}/items", new { files = new[] { file } }));
        using (HttpResponseMessage removed = await server.Client.DeleteAsync($"/api/collections/{id}"))
        {
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        JsonElement newest = (await server.Client.GetFromJsonAsync<JsonElement>("/api/history?most=1"))[0];
        Assert.Equal("collection Undone removed", newest.GetProperty("action").GetString());
        JsonElement undone = await OkAsync(server.Client.PostAsync($"/api/history/{newest.GetProperty("id")}/undo", null));
        Assert.True(undone.GetProperty("undone").GetBoolean());
        Assert.Equal(1, (await FindAsync(id))!.Value.GetProperty("files").GetInt32());

        JsonElement redone = await OkAsync(server.Client.PostAsync($"/api/history/{newest.GetProperty("id")}/redo", null));
        Assert.False(redone.GetProperty("undone").GetBoolean());
        Assert.Null(await FindAsync(id));
        using HttpResponseMessage twice = await server.Client.PostAsync($"/api/history/{newest.GetProperty("id")}/redo", null);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    [Fact]
    public async Task What_is_in_the_way_of_undoing_and_redoing_is_a_conflict()
    {
        long id = await MakeAsync("Storm");
        await OkAsync(server.Client.PatchAsJsonAsync($"/api/collections/{id}", new { name = "Rain" }));
        long naming = (await server.Client.GetFromJsonAsync<JsonElement>("/api/history?most=1"))[0].GetProperty("id").GetInt64();
        long other = await MakeAsync("storm");

        using HttpResponseMessage taken = await server.Client.PostAsync($"/api/history/{naming}/undo", null);
        (HttpStatusCode, string) said = (taken.StatusCode, (await ServerFixture.ProblemAsync(taken)).Code);
        Assert.Equal((HttpStatusCode.Conflict, "name_taken"), said);

        await server.Client.DeleteAsync($"/api/collections/{other}");
        await OkAsync(server.Client.PostAsync($"/api/history/{naming}/undo", null));
        await OkAsync(server.Client.PatchAsJsonAsync($"/api/collections/{id}", new { name = "Hail" }));
        using HttpResponseMessage changed = await server.Client.PostAsync($"/api/history/{naming}/redo", null);
        said = (changed.StatusCode, (await ServerFixture.ProblemAsync(changed)).Code);
        Assert.Equal((HttpStatusCode.Conflict, "changed_since"), said);
        Assert.Equal("Hail", (await FindAsync(id))!.Value.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_answer_to_every_change_names_its_entry()
    {
        const string name = "entries.wav";
        await server.WriteTonesAsync(name, 415);
        long file = await server.AnalyzeAsync(name);
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}");
        long region = document.GetProperty("regions")[0].GetProperty("region_id").GetInt64();
        long collection = await MakeAsync("Entries");
        string items = $"/api/collections/{collection}/items";
        HttpClient client = server.Client;

        await NamesAsync(() => client.PatchAsJsonAsync($"/api/files/{file}/marks", new { rating = 4 }));
        await NamesAsync(() =>
            client.PostAsJsonAsync("/api/regions/marks", new { ids = new[] { region }, change = new { note = "here" } })
        );
        await NamesAsync(() => client.PutAsJsonAsync($"/api/regions/{region}/overrides/tempo.bpm", new { value = 96 }));
        await NamesAsync(() => client.DeleteAsync($"/api/regions/{region}/overrides/tempo.bpm"));
        await NamesAsync(() => client.PutAsync($"/api/files/{file}/tags/wet", null));
        await NamesAsync(() => client.DeleteAsync($"/api/files/{file}/tags/wet"));
        await NamesAsync(() => client.PostAsJsonAsync("/api/collections", new { name = "Other entries" }));
        await NamesAsync(() => client.PostAsJsonAsync(items, new { regions = new[] { region } }));
        await NamesAsync(() => client.PostAsJsonAsync(items + "/remove", new { regions = new[] { region } }));
        await NamesAsync(() => client.PatchAsJsonAsync($"/api/collections/{collection}", new { name = "Entries again" }));
        await NamesAsync(() => client.DeleteAsync($"/api/collections/{collection}"));
        await NamesAsync(() => client.PostAsync($"/api/regions/{region}/merge", null));
        await NamesAsync(() => client.PostAsJsonAsync("/api/files/remove", new { ids = new[] { file } }));

        using HttpResponseMessage undone = await client.PostAsync("/api/undo", null);
        Assert.False(undone.Headers.Contains("Ais-History-Id"));
        await NamesAsync(() => client.DeleteAsync($"/api/files/{file}"));
        await client.PostAsync("/api/undo", null);
        using HttpResponseMessage same = await client.PatchAsJsonAsync($"/api/files/{file}/marks", new { rating = 4 });
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.False(same.Headers.Contains("Ais-History-Id")); // nothing was changed

        async Task NamesAsync(Func<Task<HttpResponseMessage>> change)
        {
            using HttpResponseMessage answer = await change();
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            JsonElement newest = (await client.GetFromJsonAsync<JsonElement>("/api/history?most=1"))[0];
            Assert.Equal(newest.GetProperty("id").GetRawText(), Assert.Single(answer.Headers.GetValues("Ais-History-Id")));
        }
    }

    private async Task<long> MakeAsync(string name) =>
        (await OkAsync(server.Client.PostAsJsonAsync("/api/collections", new { name }))).GetProperty("id").GetInt64();

    private async Task<JsonElement?> FindAsync(long id) =>
        (await server.Client.GetFromJsonAsync<JsonElement>("/api/collections"))
            .EnumerateArray()
            .Where(collection => collection.GetProperty("id").GetInt64() == id)
            .Select(collection => (JsonElement?)collection)
            .FirstOrDefault();

    private static async Task<JsonElement> OkAsync(Task<HttpResponseMessage> answering)
    {
        using HttpResponseMessage answer = await answering;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
