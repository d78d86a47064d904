package io.podward.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD",
                "DB_PASSWORD_2",
                "PASSWORD1",
                "dbpassword",
                "spring.datasource.password",
                "MYSQL_PWD",
                "MYSQL_ROOT_PASSWORD",
                "PGPASSWORD",
                "REDIS_PASS",
                "SSH_PASSPHRASE",
                "API_KEY",
                "APIKEY",
                "apiKey",
                "STRIPE_API_KEY_V2",
                "ENCRYPTION_KEY",
                "TLS_PRIVATE_KEY",
                "GITHUB_TOKEN",
                "NPM_TOKEN",
                "authToken",
                "VAULT_TOKEN_1",
                "ID_TOKEN",
                "API_TOKENS",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "CLIENT_SECRET",
                "SECRET_KEY_BASE",
                "JWT_SECRET",
                "GOOGLE_CREDENTIALS",
                "DB_CREDS",
                "SENTRY_DSN",
                "AZURE_STORAGE_CONNECTIONSTRING",
                "ERLANG_COOKIE",
                "HASH_SALT",
                "BASIC_AUTH",
                "AUTHORIZATION",
                "SLACK_WEBHOOK"
            })
    void tellsThemByTheName(String name) {
        assertThat(Credentials.include(name, "x4")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "LOG_LEVEL",
                "COLOR",
                "PWD",
                "OLDPWD",
                "PATH",
                "TOKENIZER_PATH",
                "TOKENIZERS_PARALLELISM",
                "MAX_TOKENS",
                "SECRET_NAME",
                "DB_PASSWORD_FILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "PASSWORD_MIN_LENGTH",
                "TOKEN_URL",
                "TOKEN_TTL",
                "API_KEY_HEADER",
                "AWS_ACCESS_KEY_ID",
                "PUBLIC_KEY",
                "PRIMARY_KEY",
                "CACHE_KEY",
                "KEYCLOAK_REALM",
                "MONKEY",
                "BYPASS",
                "COMPASS",
                "AUTH_MODE",
                "AUTHOR",
                "SPINDLE"
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(Credentials.include(name, "x4")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://shop:hunter2@db:5432/shop",
                "amqp://:hunter2@queue",
                "mongodb+srv://shop:p%40ss/word@cluster0.example.com/?retryWrites=true",
                "https://ci:0@git.example.com/shop.git",
                "first http://a.example.com then https://u:p@b.example.com",
                "shop:hunter2@tcp(db:3306)/shop",
                "Server=db;User Id=shop;Password=hunter2;",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YWJj;EndpointSuffix=core.windows.net",
                "-Xmx1g -Djavax.net.ssl.trustStorePassword=changeit",
                "--user shop --token hunter2=x --token=hunter2",
                "https://example.com/hook?api_key=hunter2",
                "{\"client_secret\": \"hunter2\"}",
                "user: shop\npassword: hunter2\n",
                "Bearer 0123456789abcdef",
                "Authorization: Basic c2hvcDpodW50ZXIy=",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "github_pat_0123456789abcdefghij_0123",
                "glpat-0123456789abcdefghij",
                "xoxb-0123456789-abcdefghij",
                "xapp-1-A0123456789",
                "https://hooks.slack.com/services/T0/B0/x",
                "sk_live_0123456789abcdef",
                "sk-proj-0123456789abcdef",
                "AIza0123456789abcdefghijklmnopqrstuvwxy",
                "npm_0123456789abcdefghijABCDEFGHIJ012345",
                "hvs.0123456789abcdefghij",
                "SG.0123456789abcdefghij.x"
            })
    void tellsThemByTheValue(String value) {
        assertThat(Credentials.include("SETTING", value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "info",
                "true",
                "8080",
                "http://example.com:8080/@scope/package",
                "https://example.com/login?next=/",
                "ssh://git@git.example.com/shop.git",
                "postgres://db:5432/shop",
                "kafka-1:9092,kafka-2:9092",
                "registry.example.com/web:v1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "shop@example.com",
                "it's \"me\", $HOME & `id` ☂",
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "Basic authentication",
                "the bearer of this",
                "monkey=3",
                "cache-key: x",
                "disk-0123456789abcdefghij",
                "glibc-2.31",
                "5d67540a-647b-4529-88d5-af385d70a7b9"
            })
    void leavesOtherValuesAlone(String value) {
        assertThat(Credentials.include("SETTING", value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, ''",
        "PASSWORD, ' '",
        "DB_PASSWORD, $(SHARED_PASSWORD)",
        "DATABASE_URL, postgres://$(USER):$(PASSWORD)@db/shop",
        "USE_TOKEN, true",
        "BASIC_AUTH, off",
        "GOOGLE_APPLICATION_CREDENTIALS, /var/run/google/key.json"
    })
    void leavesAloneWhatHoldsNothingToHide(String name, String value) {
        assertThat(Credentials.include(name, value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, /a.b/c+d=",
        "PASSWORD, prefix-$(SUFFIX)",
        "SECRET_NAME, ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "AWS_ACCESS_KEY_ID, AKIAIOSFODNN7EXAMPLE"
    })
    void isInDoubtOne(String name, String value) {
        assertThat(Credentials.include(name, value)).isTrue();
    }
}
