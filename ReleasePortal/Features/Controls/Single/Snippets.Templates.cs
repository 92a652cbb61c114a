namespace ReleasePortal.Features.Controls.Single;

public static partial class Snippets
{
    private const string DotNet = ".NET";
    private const string Java = "Java";
    private const string NodeJs = "JavaScript, server";
    private const string Web = "JavaScript, web";
    private const string Go = "Go";
    private const string Python = "Python";

    private static readonly Dictionary<string, Dictionary<Asked, string>> Accessors = new(StringComparer.Ordinal)
    {
        [DotNet] = Names("GetBooleanValueAsync", "GetStringValueAsync", "GetIntegerValueAsync", "GetDoubleValueAsync", "GetObjectValueAsync"),
        [Java] = Names("getBooleanValue", "getStringValue", "getIntegerValue", "getDoubleValue", "getObjectValue"),
        [NodeJs] = Names("getBooleanValue", "getStringValue", "getNumberValue", "getNumberValue", "getObjectValue"),
        [Web] = Names("getBooleanValue", "getStringValue", "getNumberValue", "getNumberValue", "getObjectValue"),
        [Go] = Names("BooleanValue", "StringValue", "IntValue", "FloatValue", "ObjectValue"),
        [Python] = Names("get_boolean_value", "get_string_value", "get_integer_value", "get_float_value", "get_object_value"),
    };

    private static readonly Snippet[] Templates =
    [
        new(DotNet, "dotnet add package OpenFeature.Providers.Ofrep", """
            using OpenFeature;
            using OpenFeature.Model;
            using OpenFeature.Providers.Ofrep;
            using OpenFeature.Providers.Ofrep.Configuration;

            var key = Environment.GetEnvironmentVariable("⟦key⟧");
            await Api.Instance.SetProviderAsync(new OfrepProvider(new OfrepOptions("⟦address⟧")
            {
                Headers = new() { ["Authorization"] = $"Bearer {key}" },
            }));

            var client = Api.Instance.GetClient();
            var user = EvaluationContext.Builder().SetTargetingKey("user-id").Build();
            var value = await client.⟦accessor⟧("⟦control⟧", ⟦off⟧, user);
            """),
        new(Java, "implementation 'dev.openfeature:sdk:1.+', 'dev.openfeature.contrib.providers:ofrep:0.0.+'", """
            import com.google.common.collect.ImmutableList;
            import com.google.common.collect.ImmutableMap;
            import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
            import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
            import dev.openfeature.sdk.*;

            var key = System.getenv("⟦key⟧");
            var options = OfrepProviderOptions.builder()
                .baseUrl("⟦address⟧")
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + key)))
                .build();
            OpenFeatureAPI.getInstance().setProviderAndWait(OfrepProvider.constructProvider(options));

            var client = OpenFeatureAPI.getInstance().getClient();
            var user = new ImmutableContext("user-id");
            var value = client.⟦accessor⟧("⟦control⟧", ⟦off⟧, user);
            """),
        new(NodeJs, "npm install @openfeature/server-sdk @openfeature/ofrep-provider @openfeature/ofrep-core", """
            import { OpenFeature } from '@openfeature/server-sdk';
            import { OFREPProvider } from '@openfeature/ofrep-provider';

            await OpenFeature.setProviderAndWait(new OFREPProvider({
              baseUrl: '⟦address⟧',
              headers: [['Authorization', `Bearer ${process.env.⟦key⟧}`]],
            }));

            const client = OpenFeature.getClient();
            const user = { targetingKey: 'user-id' };
            const value = await client.⟦accessor⟧('⟦control⟧', ⟦off⟧, user);
            """),
        new(Web, "npm install @openfeature/web-sdk @openfeature/ofrep-web-provider", """
            import { OpenFeature } from '@openfeature/web-sdk';
            import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';

            const key = '⟦key⟧'; // a browser key, put here by your build: it is no secret

            await OpenFeature.setContext({ targetingKey: 'user-id' });
            await OpenFeature.setProviderAndWait(new OFREPWebProvider({
              baseUrl: '⟦address⟧',
              headers: [['Authorization', `Bearer ${key}`]],
            }));

            const client = OpenFeature.getClient();
            const value = client.⟦accessor⟧('⟦control⟧', ⟦off⟧);
            """, InBrowsers: true),
        new(Go, "go get github.com/open-feature/go-sdk github.com/open-feature/go-sdk-contrib/providers/ofrep", """
            package main

            import (
                "context"
                "fmt"
                "os"

                "github.com/open-feature/go-sdk-contrib/providers/ofrep"
                "github.com/open-feature/go-sdk/openfeature"
            )

            func main() {
                provider := ofrep.NewProvider("⟦address⟧", ofrep.WithBearerToken(os.Getenv("⟦key⟧")))
                if err := openfeature.SetProviderAndWait(provider); err != nil {
                    panic(err)
                }

                client := openfeature.NewClient("my-service")
                user := openfeature.NewEvaluationContext("user-id", nil)
                value, err := client.⟦accessor⟧(context.Background(), "⟦control⟧", ⟦off⟧, user)
                fmt.Println(value, err)
            }
            """),
        new(Python, "pip install openfeature-sdk openfeature-provider-ofrep", """
            import os

            from openfeature import api
            from openfeature.contrib.provider.ofrep import OFREPProvider
            from openfeature.evaluation_context import EvaluationContext

            key = os.environ["⟦key⟧"]
            api.set_provider(OFREPProvider(
                "⟦address⟧",
                headers_factory=lambda: {"Authorization": f"Bearer {key}"},
            ))

            client = api.get_client()
            user = EvaluationContext(targeting_key="user-id")
            value = client.⟦accessor⟧("⟦control⟧", ⟦off⟧, user)
            """),
    ];

    private static Dictionary<Asked, string> Names(string boolean, string text, string whole, string number, string structure) => new()
    {
        [Asked.Boolean] = boolean,
        [Asked.Text] = text,
        [Asked.Whole] = whole,
        [Asked.Number] = number,
        [Asked.Object] = structure,
    };
}
