using System.Net;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class ReferenceTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    [Fact]
    public async Task Document_DescribesEvaluation_AndNoPagesForPeople()
    {
        var document = await (await portal.NewVisitor().GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))).JsonAsync();

        Assert.Subset(
            new HashSet<string> { "ofrep", "flagd", "api" },
            document["paths"]!.AsObject().Select(path => path.Key.Split('/')[1]).ToHashSet());
        foreach (var address in (string[])["/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/{key}"])
        {
            var operation = document["paths"]![address]!["post"]!;
            Assert.Superset(
                new HashSet<string> { "200", "400", "401", "403", "413", "429", "500", "503" },
                operation["responses"]!.AsObject().Select(response => response.Key).ToHashSet());
            Assert.NotNull(operation["responses"]!["429"]!["headers"]!["Retry-After"]);
            Assert.Equal(["application/json"], operation["requestBody"]!["content"]!.AsObject().Select(content => content.Key));
        }

        var definitions = document["paths"]!["/flagd/v1/flags.json"]!["get"]!["responses"]!;
        Assert.Superset(
            new HashSet<string> { "200", "304", "401", "403", "429", "503" },
            definitions.AsObject().Select(response => response.Key).ToHashSet());
        Assert.NotNull(definitions["200"]!["headers"]!["ETag"]);

        Assert.NotNull(document["components"]!["securitySchemes"]!["BearerAuth"]);
        Assert.NotNull(document["components"]!["securitySchemes"]!["ApiKeyAuth"]);
    }

    [Fact]
    public async Task Document_DescribesTheEvents_WhichATokenOpensToo()
    {
        var document = await (await portal.NewVisitor().GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))).JsonAsync();

        var events = document["paths"]!["/ofrep/v1/events"]!.AsObject();
        Assert.Equal(["get"], events.Select(method => method.Key));
        var operation = events["get"]!;
        Assert.Equal(["200", "401", "403", "429", "503"], operation["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
        Assert.NotNull(operation["responses"]!["200"]!["content"]!["text/event-stream"]);
        Assert.Equal(["Last-Event-ID", "token"], operation["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]).Order(StringComparer.Ordinal));
        Assert.Equal([[], ["BearerAuth"], ["ApiKeyAuth"]], operation["security"]!.AsArray().Select(way => way!.AsObject().Select(scheme => scheme.Key)));
    }

    [Fact]
    public async Task Page_BringsEverythingFromThePortal()
    {
        var visitor = portal.NewVisitor();

        var page = await visitor.GetStringAsync(new Uri("/api/", UriKind.Relative));

        Assert.DoesNotContain("//", page.Replace("//localhost", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri("/api/scalar.js", UriKind.Relative))).StatusCode);
    }
}
