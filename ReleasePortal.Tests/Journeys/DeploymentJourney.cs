using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Journeys;

/// <summary>From a deployment to a card on the Launchpad to a release to the list of what can go, and back by a rollback.</summary>
public sealed class DeploymentJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private const string Key = "gift-wrapping";

    [Fact]
    public async Task DeploymentEvent_MakesTheCardReady_AReleaseACandidateToGo_ARollbackRaisesAttention()
    {
        await HandOverAsync(Shop.Toggle(Key, "Gift wrapping"));
        using var pipeline = await NewPipelineAsync();
        await ReportAsync(pipeline, "wrapping", "1.1.0", "Staging", Key);
        await ReportAsync(pipeline, "wrapping", "1.0.0", "Production");
        var mara = await DemoAsync("marketing");
        var card = mara.Main.Locator($"[data-control={Key}]");
        await Assertions.Expect(card).ToContainTextAsync("Production runs wrapping 1.0.0, which does not carry it.");

        await ReportAsync(pipeline, "wrapping", "1.1.0", "Production", Key);
        await Assertions.Expect(card).ToContainTextAsync("as version 1.1.0"); // by itself
        await card.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("Everyone");

        var erik = await DemoAsync("engineer", "/controls/clean-up");
        await Assertions.Expect(erik.Main.Locator($"[data-control={Key}]")).ToContainTextAsync("Open to everyone on Production since");

        await ReportAsync(pipeline, "wrapping", "1.0.0", "Production", kind: "rolledback");
        await Assertions.Expect(mara.Main.Locator($"[data-lost={Key}]")).ToContainTextAsync(
            "wrapping was rolled back to 1.0.0 on Production: Gift wrapping is released there and not carried any more.");
    }

    private async Task<HttpClient> NewPipelineAsync()
    {
        var erik = await Portal.AddPersonAsync(Role.Engineer);
        var anna = await Portal.AddPersonAsync(Role.Administrator);
        var secret = KeySecret.New(KeyKind.Automation);
        var key = new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), erik.Id, KeyPermission.ReportDeployments);
        Assert.Null((await Portal.Desk.ApplyAsync(ChangeSet.Of(key, "a pipeline"), anna.Actor)).Refusal);
        var client = new HttpClient { BaseAddress = Portal.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    // As a CDEvent, in binary mode.
    private static async Task ReportAsync(HttpClient pipeline, string software, string version, string environment, string? control = null, string kind = "deployed")
    {
        var (id, type) = (Guid.CreateVersion7().ToString(), $"dev.cdevents.service.{kind}.0.2.0");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cdevents")
        {
            Content = JsonContent.Create(new
            {
                context = new { version = "0.4.1", id, source = "/journey", type, timestamp = DateTimeOffset.UtcNow },
                subject = new { id = software, type = "service", content = new { environment = new { id = environment }, artifactId = $"pkg:generic/{software}@{version}" } },
                customData = new { controls = control is null ? Array.Empty<string>() : [control] },
            }),
        };
        foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-type", type), ("ce-source", "/journey"), ("ce-id", id) })
            request.Headers.Add(name, value);
        using var answer = await pipeline.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
