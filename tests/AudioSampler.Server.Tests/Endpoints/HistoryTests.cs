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
