using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>A portal with a few controls on production and an application that asks for them.</summary>
public sealed class EvaluationPortal : PortalFactory, IAsyncLifetime
{
    /// <summary>A toggle that is closed on production.</summary>
    public const string Closed = "spring-storefront";

    /// <summary>A toggle that is open to everyone on production.</summary>
    public const string Open = "search-suggestions";

    /// <summary>A flag with string values, split over everyone on production.</summary>
    public const string Split = "checkout-layout";

    /// <summary>A toggle that is open to Ann, and to everyone on the plan "pro".</summary>
    public const string ToGroup = "loyalty-banner";

    /// <summary>Where the pages of the shop come from.</summary>
    public const string ShopOrigin = "https://shop.example";

    private TestPerson? _person;

    /// <summary>The secret of a server key for production.</summary>
    public string Secret { get; private set; } = "";

    public Guid KeyId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _person = await AddPersonAsync(Role.Engineer, Role.Administrator);
        (Secret, KeyId) = await AddKeyAsync();
        var group = new GroupDetails
        {
            Name = "Early access",
            Members = ["ann"],
            Conditions = [new Condition("plan", ConditionOperator.Equals, ["pro"])],
        };
        await ChangeAsync(
            new DefineGroup("early-access", group),
            new CreateControl(Closed, ControlKind.Toggle, Details),
            new CreateControl(Open, ControlKind.Toggle, Details),
            new ReleaseControlToEveryone(Open, "production"),
            new CreateControl(ToGroup, ControlKind.Toggle, Details),
            new ReleaseToGroups(ToGroup, "production", [new GroupRule("early-access", Serving.Of("on"))]),
            new CreateControl(Split, ControlKind.Flag, Flag, ValueType.String, "classic"),
            new ServeSplit(Split, "production", [new("express", 1), new("guided", 1)]));
    }

    /// <summary>Changes as somebody who may do everything, and waits until applications are answered accordingly.</summary>
    public async Task ChangeAsync(params Change[] changes)
    {
        var applied = await AlterAsync(changes);
        await CatchUpAsync(applied.Entries[^1].Sequence);
    }

    /// <summary>The same, without waiting.</summary>
    public async Task<Applied> AlterAsync(params Change[] changes) =>
        (await Desk.ApplyAsync(new ChangeSet(changes, Reason: "Because the test says so."), _person!.Actor)).OrThrow();

    public async Task<(string Secret, Guid Id)> AddKeyAsync(
        KeyKind kind = KeyKind.Server, string environment = "production", string origin = ShopOrigin)
    {
        var (secret, id) = (KeySecret.New(kind), Guid.CreateVersion7());
        await ChangeAsync(new CreateKey(id, "Web shop", kind, environment, KeySecret.HashOf(secret), KeySecret.PrefixOf(secret)) { Origins = [origin] });
        return (secret, id);
    }

    /// <summary>An application that shows a key; our own one unless told otherwise.</summary>
    public HttpClient NewApplication(string? secret = null)
    {
        var client = NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret ?? Secret);
        return client;
    }

    private async Task CatchUpAsync(long head)
    {
        var states = Services.GetRequiredService<EvaluationStates>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (states.Current is null || states.Current.Head < head)
            await Task.Delay(5, limit.Token);
    }

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) };

    private static ControlDetails Flag => Details with
    {
        Variants =
        [
            new Variant("classic", "Classic", "\"classic\""),
            new Variant("express", "Express", "\"express\""),
            new Variant("guided", "Guided", "\"guided\""),
        ],
    };
}

internal static class Ofrep
{
    public const string Bulk = "/ofrep/v1/evaluate/flags";

    public const string Anns = """{"context":{"targetingKey":"ann"}}""";

    public const string Nobodys = """{"context":{}}""";

    public static Task<HttpResponseMessage> EvaluateAsync(this HttpClient client, string key, string body = Anns) =>
        client.SendAsync($"{Bulk}/{key}", Encoding.UTF8.GetBytes(body));

    public static Task<HttpResponseMessage> EvaluateAllAsync(this HttpClient client, string body = Anns, string? knownTag = null) =>
        client.SendAsync(Bulk, Encoding.UTF8.GetBytes(body), knownTag);

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string address, byte[] body, string? knownTag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (knownTag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", knownTag);
        return await client.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>The item of one control in a bulk answer.</summary>
    public static async Task<JsonNode> ItemAsync(this HttpResponseMessage answer, string key) =>
        (await answer.JsonAsync())["flags"]!.AsArray().Single(flag => (string?)flag!["key"] == key)!;
}
